package chat.maru.user;

/// Fired inside the transaction that changes what others see of a user, under the user's lock.
public record UserChanged(User user) {}
