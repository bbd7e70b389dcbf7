package chat.maru.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An application as its owner and its bot see it (reference: "Application object").
/// `install_params` is left out: a client library does not survive it as null.
public record ApplicationJson(
    long id,
    String name,
    @Nullable String icon,
    String description,
    @JsonInclude @Nullable Object type,
    UserJson bot,
    boolean botPublic,
    boolean botRequireCodeGrant,
    String verifyKey,
    int flags,
    String flagsNew,
    List<String> tags,
    List<String> redirectUris,
    @Nullable String interactionsEndpointUrl,
    @Nullable String roleConnectionsVerificationUrl,
    UserJson owner,
    int approximateGuildCount,
    int approximateUserInstallCount,
    int approximateUserAuthorizationCount,
    int explicitContentFilter,
    @JsonInclude @Nullable Object team,
    List<String> eligibleOauth2Scopes) {}
