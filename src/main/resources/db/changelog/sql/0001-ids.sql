--liquibase formatted sql

--changeset maru:0001-node-leases
create table node_leases (
  node        int primary key,
  holder      uuid,
  expires_at  timestamptz not null
);
comment on table node_leases is 'Node numbers of snowflakes: leased for 60 s, resting 10 minutes after the end of a lease.';
