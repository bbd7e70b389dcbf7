--liquibase formatted sql

--changeset maru:0030-polls
create table polls (
  channel_id    bigint not null,
  message_id    bigint not null,
  expires_at    timestamptz not null,
  finalized_at  timestamptz,
  answers       int not null,
  multiselect   boolean not null,
  primary key (channel_id, message_id)
);
create index polls_open on polls (expires_at) where finalized_at is null;
create table poll_votes (
  channel_id  bigint not null,
  message_id  bigint not null,
  answer_id   int not null,
  user_id     bigint not null,
  primary key (channel_id, message_id, answer_id, user_id)
);
create table poll_counts (
  channel_id  bigint not null,
  message_id  bigint not null,
  answer_id   int not null,
  count       int not null check (count >= 0),
  primary key (channel_id, message_id, answer_id)
);
comment on column polls.answers is 'How many answers there are; what they say is in the message.';
