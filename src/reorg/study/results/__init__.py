"""Conclusions of a study beyond single differences: sensitivity, ranking, guard-rails, bottlenecks."""
