package chat.maru.arch.broken.message;

import jakarta.transaction.Transactional;
import java.util.Optional;

/// A resource that shows an entity and owns the transaction.
public class RowsResource {
  @Transactional
  public Optional<Row> row() {
    return Optional.empty();
  }
}
