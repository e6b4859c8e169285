"""What the data lack is proposed with a range and a reason, and marked as a guess."""
