package chat.maru.app.webhook;

import chat.maru.access.Grant;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.message.MessageEditor;
import chat.maru.message.MessageReader;
import chat.maru.message.MessageRemover;
import chat.maru.message.attachment.Attachment;
import chat.maru.wire.MessageJson;
import chat.maru.wire.ModifyMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;

/// Shows, edits and deletes what a webhook has sent. All other messages are unknown to it.
@ApplicationScoped
public class WebhookMessages {
  @Inject MessageReader reader;
  @Inject MessageEditor editor;
  @Inject MessageRemover remover;

  @Transactional
  public MessageJson show(Grant webhook, long messageId) {
    return reader
        .find(webhook, messageId)
        .filter(message -> message.author().id() == webhook.actor().userId())
        .orElseThrow(Problem.UNKNOWN_MESSAGE::error);
  }

  @Transactional
  public MessageJson edit(
      WebhookDoor.Entry entry, long messageId, ModifyMessage body, Map<Long, Attachment> files) {
    show(entry.grant(), messageId);
    var check = new Check();
    WebhookSender.checkComponents(check, entry.webhook(), body.components().orElse(null));
    check.orRefuse();
    return editor.edit(entry.grant(), messageId, body, files);
  }

  @Transactional
  public void remove(Grant webhook, long messageId) {
    show(webhook, messageId);
    remover.remove(webhook, messageId);
  }
}
