--liquibase formatted sql

--changeset maru:0010-bans
create table bans (
  guild_id   bigint not null references guilds (id),
  user_id    bigint not null references users (id),
  reason     text,
  banned_by  bigint not null references users (id),
  banned_at  timestamptz not null,
  primary key (guild_id, user_id)
);

--changeset maru:0010-member-flags
alter table members add column flags int not null default 0;

--changeset maru:0010-member-names
create table member_names (
  guild_id  bigint not null,
  user_id   bigint not null,
  name      text collate "C" not null,
  primary key (guild_id, name, user_id),
  foreign key (guild_id, user_id) references members (guild_id, user_id) on delete cascade
);
create index member_names_member on member_names (user_id, guild_id);
insert into member_names (guild_id, user_id, name)
select m.guild_id, m.user_id, lower(n.name)
from members m
join users u on u.id = m.user_id
cross join lateral unnest(array[u.username, u.global_name, m.nick]) as n (name)
where n.name is not null
on conflict do nothing;
comment on table member_names is 'Each name by which a member is found in its guild, in lower case: username, global name, nickname. Searched by prefix.';

--changeset maru:0010-last-seen
create table last_seen (
  user_id  bigint primary key references users (id),
  seen_on  date not null
);
insert into last_seen (user_id, seen_on) select id, current_date from users;
comment on table last_seen is 'The last day (UTC) on which a user called or was connected. Apart from users, so that noting it waits for no lock there.';
