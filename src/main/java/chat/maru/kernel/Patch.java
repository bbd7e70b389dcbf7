package chat.maru.kernel;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One field of a partial update: left out, set to null, or set to a value. JSON can say all three,
/// and they mean different things.
public sealed interface Patch<T> {

  /// The field was left out: it stays as it is.
  record Keep<T>() implements Patch<T> {}

  /// The field was `null`: it is emptied.
  record Clear<T>() implements Patch<T> {}

  /// The field has a new value.
  record Set<T>(T value) implements Patch<T> {}

  static <T> Patch<T> keep() {
    return new Keep<>();
  }

  static <T> Patch<T> clear() {
    return new Clear<>();
  }

  static <T> Patch<T> set(T value) {
    return new Set<>(value);
  }

  /// Returns what the field becomes, given what it is.
  default @Nullable T orElse(@Nullable T current) {
    return switch (this) {
      case Keep<T> _ -> current;
      case Clear<T> _ -> null;
      case Set<T>(var value) -> value;
    };
  }

  /// Hands the new value, or null for a cleared field, to the setter; does nothing for a kept one.
  default void apply(Consumer<@Nullable T> setter) {
    switch (this) {
      case Keep<T> _ -> {}
      case Clear<T> _ -> setter.accept(null);
      case Set<T>(var value) -> setter.accept(value);
    }
  }

  /// Returns the same kind of change with its value translated.
  default <R> Patch<R> map(Function<? super T, ? extends R> function) {
    return switch (this) {
      case Keep<T> _ -> keep();
      case Clear<T> _ -> clear();
      case Set<T>(var value) -> set(function.apply(value));
    };
  }

  default boolean isKept() {
    return this instanceof Keep;
  }
}
