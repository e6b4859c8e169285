"""Facts of a resolved model without simulation: hierarchy, ownership, workload, guard-rails."""
