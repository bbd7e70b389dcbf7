/// Fault runs: an installation of several nodes with a proxy between every two parts, a load of
/// clients that keep journals, and faults that a seed places. Afterwards the checker decides from
/// the journals, the topics and the database (`docs/proof`).
@NullMarked
package chat.maru.proof.fault;

import org.jspecify.annotations.NullMarked;
