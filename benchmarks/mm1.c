/* One server, one waiting line, by hand: an agenda (binary heap), a ring of arrival times, and
   exponentials by -log of SplitMix64. The engine beside which this is measured does the same work. */
#include <math.h>
#include <stdint.h>

enum { ARRIVAL, DEPARTURE, AGENDA_ROOM = 16, LINE_ROOM = 1 << 20 };

struct event { double time; int64_t kind; };
struct agenda { struct event entries[AGENDA_ROOM]; int count; };

static double waiting[LINE_ROOM];

static inline double exponential(uint64_t *state, double mean)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    z ^= z >> 31;
    return -mean * log(((double)(z >> 12) + 0.5) * 0x1.0p-52);
}

static inline void enter(struct agenda *agenda, double time, int64_t kind)
{
    int place = agenda->count++;
    for (int up; place > 0 && agenda->entries[up = (place - 1) / 2].time > time; place = up)
        agenda->entries[place] = agenda->entries[up];
    agenda->entries[place] = (struct event){time, kind};
}

static inline struct event take_first(struct agenda *agenda)
{
    struct event first = agenda->entries[0], last = agenda->entries[--agenda->count];
    int place = 0;
    for (int child; (child = 2 * place + 1) < agenda->count; place = child) {
        if (child + 1 < agenda->count && agenda->entries[child + 1].time < agenda->entries[child].time)
            child++;
        if (last.time <= agenda->entries[child].time)
            break;
        agenda->entries[place] = agenda->entries[child];
    }
    agenda->entries[place] = last;
    return first;
}

/* Serve `customers` and return their mean wait in the line; -1 where the line had no room. */
double mean_wait(int64_t customers, double mean_gap, double mean_service, uint64_t seed)
{
    struct agenda agenda = {.count = 0};
    uint64_t state = seed * 0xD1342543DE82EF95u;
    int64_t to_come = customers, joined = 0, left = 0;
    int busy = 0;
    double total = 0.0;

    enter(&agenda, exponential(&state, mean_gap), ARRIVAL);
    while (agenda.count > 0) {
        struct event now = take_first(&agenda);
        if (now.kind == ARRIVAL) {
            if (--to_come > 0)
                enter(&agenda, now.time + exponential(&state, mean_gap), ARRIVAL);
            if (busy) {
                if (joined - left == LINE_ROOM)
                    return -1.0;
                waiting[joined++ % LINE_ROOM] = now.time;
                continue;
            }
            busy = 1;
        } else if (left == joined) {
            busy = 0;
            continue;
        } else {
            total += now.time - waiting[left++ % LINE_ROOM];
        }
        enter(&agenda, now.time + exponential(&state, mean_service), DEPARTURE);
    }
    return total / (double)customers;
}
