"""What can be said of a resolved model without simulation: hierarchy, ownership, workload, guard-rails."""
