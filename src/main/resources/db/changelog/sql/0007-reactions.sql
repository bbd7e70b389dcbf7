--liquibase formatted sql

--changeset maru:0007-reactions
create table reactions (
  channel_id  bigint not null,
  message_id  bigint not null,
  emoji       text not null,
  user_id     bigint not null,
  primary key (channel_id, message_id, emoji, user_id)
);
create table reaction_counts (
  channel_id  bigint not null,
  message_id  bigint not null,
  emoji       text not null,
  emoji_id    bigint not null,
  emoji_name  text not null,
  animated    boolean not null,
  count       int not null check (count > 0),
  place       int not null,
  primary key (channel_id, message_id, emoji)
);
comment on column reactions.emoji is 'The emoji without U+FE0F, or the id of a guild''s.';
comment on column reaction_counts.place is 'The order in which the emojis of a message came.';
