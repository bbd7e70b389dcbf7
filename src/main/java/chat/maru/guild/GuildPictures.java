package chat.maru.guild;

import chat.maru.kernel.Check;
import chat.maru.kernel.Patch;
import chat.maru.platform.blob.Blobs;
import chat.maru.platform.blob.Picture;
import chat.maru.wire.ModifyGuild;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The pictures that a body sets for a guild.
record GuildPictures(
    Optional<Picture> icon,
    Optional<Picture> splash,
    Optional<Picture> discoverySplash,
    Optional<Picture> banner) {
  static final int MAX_BYTES = 1024 * 1024;

  static GuildPictures read(Check check, ModifyGuild body) {
    return new GuildPictures(
        read(check, "icon", body.icon()),
        read(check, "splash", body.splash()),
        read(check, "discovery_splash", body.discoverySplash()),
        read(check, "banner", body.banner()));
  }

  private static Optional<Picture> read(Check check, String path, Patch<String> picture) {
    return Picture.read(check, path, picture.orElse(null), MAX_BYTES);
  }

  /// Stores them at the addresses where clients look.
  void store(Blobs blobs, long guildId) {
    put(blobs, "icons", guildId, icon);
    put(blobs, "splashes", guildId, splash);
    put(blobs, "discovery-splashes", guildId, discoverySplash);
    put(blobs, "banners", guildId, banner);
  }

  private static void put(Blobs blobs, String kind, long guildId, Optional<Picture> picture) {
    picture.ifPresent(one -> blobs.put(kind + "/" + guildId + "/" + one.hash(), one.bytes()));
  }

  void apply(ModifyGuild body, Guild guild) {
    guild.icon = changed(body.icon(), icon, guild.icon);
    guild.splash = changed(body.splash(), splash, guild.splash);
    guild.discoverySplash = changed(body.discoverySplash(), discoverySplash, guild.discoverySplash);
    guild.banner = changed(body.banner(), banner, guild.banner);
  }

  private static @Nullable String changed(
      Patch<String> asked, Optional<Picture> picture, @Nullable String current) {
    return asked.isKept() ? current : picture.map(Picture::hash).orElse(null);
  }
}
