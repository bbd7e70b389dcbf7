/// The database: its connection, its schema, and the stereotype of everything that queries it.
@NullMarked
package chat.maru.platform.sql;

import org.jspecify.annotations.NullMarked;
