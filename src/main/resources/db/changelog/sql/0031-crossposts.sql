--liquibase formatted sql

--changeset maru:0031-crossposts
create table crossposts (
  message_id         bigint not null,
  webhook_id         bigint not null references webhooks (id) on delete cascade,
  source_channel_id  bigint not null,
  channel_id         bigint not null,
  primary key (message_id, webhook_id)
);
create index crossposts_webhook on crossposts (webhook_id);
comment on table crossposts is 'Which followers a published message went to: those of the moment when it was published. A copy is found by its webhook and the key crosspost:{message_id}.';
