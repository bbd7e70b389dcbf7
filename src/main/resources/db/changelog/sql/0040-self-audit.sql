--liquibase formatted sql

--changeset maru:0040-self-audit
create table self_audit (
  one           boolean primary key default true check (one),
  rounds        bigint not null default 0,
  last_at       timestamptz,
  channels      bigint not null default 0,
  messages      bigint not null default 0,
  records       bigint not null default 0,
  accepted      bigint not null default 0,
  passed_over   bigint not null default 0,
  log_position  bigint not null default 0,
  walked_to     bigint not null default 0,
  lost          bigint not null default 0,
  doubled       bigint not null default 0,
  reordered     bigint not null default 0,
  unsound       bigint not null default 0
);
insert into self_audit default values;
create table self_audit_marks (
  channel_id  bigint primary key references channels (id),
  seq         int not null
);
create table self_audit_findings (
  id          bigint generated always as identity primary key,
  fault       text not null,
  channel_id  bigint not null,
  message_id  bigint not null,
  seq         int not null,
  count       int not null,
  place       text not null,
  found_at    timestamptz not null,
  seen_at     timestamptz not null,
  unique (fault, channel_id, message_id, seq, place)
);
create index self_audit_findings_seen on self_audit_findings (seen_at, id);
comment on table self_audit is 'What the running audit has come to, on whichever worker it ran; one row.';
comment on table self_audit_marks is 'From which place on a channel is walked next.';
comment on table self_audit_findings is 'What was found, each once however often it is seen; the latest are kept.';
