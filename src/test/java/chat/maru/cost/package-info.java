/// What operations cost: the number of their statements and how PostgreSQL finds the rows.
@NullMarked
package chat.maru.cost;

import org.jspecify.annotations.NullMarked;
