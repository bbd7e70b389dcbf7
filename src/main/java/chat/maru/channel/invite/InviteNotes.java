package chat.maru.channel.invite;

import chat.maru.guild.audit.AuditAction;
import chat.maru.guild.audit.AuditNote;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What audit logs say of invites. An invite has no id: the code is among the changes.
final class InviteNotes {
  private InviteNotes() {}

  static AuditNote made(Invite invite) {
    return AuditNote.of(AuditAction.INVITE_CREATE).differences(null, told(invite));
  }

  static AuditNote gone(Invite invite) {
    return AuditNote.of(AuditAction.INVITE_DELETE).differences(told(invite), null);
  }

  private static Map<String, @Nullable Object> told(Invite invite) {
    var told = new LinkedHashMap<String, @Nullable Object>();
    told.put("code", invite.code);
    told.put("channel_id", invite.channelId);
    told.put("inviter_id", invite.inviterId);
    told.put("max_uses", invite.maxUses);
    told.put("uses", invite.uses);
    told.put("max_age", invite.maxAge);
    told.put("temporary", invite.temporary);
    return told;
  }
}
