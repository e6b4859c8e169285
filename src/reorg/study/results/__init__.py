"""What a study concludes beyond single differences: sensitivity, ranking, guard-rails, bottlenecks."""
