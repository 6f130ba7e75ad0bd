"""What a user does with the own account, and what an administrator does with everyone's."""
