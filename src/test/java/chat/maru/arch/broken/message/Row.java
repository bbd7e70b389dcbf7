package chat.maru.arch.broken.message;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/// An entity.
@Entity
public class Row {
  @Id long id;
}
