/// What a client knows: every message that it sent, every answer, every event that it was shown,
/// with the time of each. One file a client, one line of JSON an entry. The checker decides from
/// these, the topics and the database alone; nothing here knows the server's code.
@NullMarked
package chat.maru.proof.journal;

import org.jspecify.annotations.NullMarked;
