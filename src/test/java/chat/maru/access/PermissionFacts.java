package chat.maru.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// The protocol's table of permissions, as it was read from its documentation.
final class PermissionFacts {
  static final List<Bit> BITS = read();

  private PermissionFacts() {}

  /// One line of the table.
  ///
  /// @param kinds of channels in which it means something: T, V, S; `guild` for none
  /// @param duty `enforce` or `store-only`
  record Bit(
      int position, String name, BigInteger hex, BigInteger decimal, String kinds, String duty) {
    boolean inChannels() {
      return !kinds.equals("guild");
    }
  }

  private static List<Bit> read() {
    try (InputStream in =
        Objects.requireNonNull(
            PermissionFacts.class.getResourceAsStream("/discord/permissions.tsv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> Arrays.asList(line.split("\t", -1)))
          .map(
              column ->
                  new Bit(
                      Integer.parseInt(column.get(0)),
                      column.get(1),
                      new BigInteger(column.get(2).substring(2), 16),
                      new BigInteger(column.get(3)),
                      column.get(4),
                      column.get(6)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
