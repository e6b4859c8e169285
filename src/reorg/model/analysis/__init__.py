"""What a resolved model shows without simulation: hierarchy, ownership, workload, guard-rails."""
