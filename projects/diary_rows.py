"""The rule that makes service hours of a diary, and how little of it an accountant is told."""

from core.arming import define, helper
from core.tenancy import AGENCY, ROLE

# One act of work: a note, or the notes written together of several people, once. It belongs to the
# projects its people took part in on that day, while these ran; `projects` says of how many it
# could be.
# With the caller's own rights: a worker has their own notes, an officer none.
helper(
    """
    create or replace function diary_acts(writer bigint, of_agency bigint, since date, until date)
    returns table (act text, day date, minutes integer, project bigint, projects integer)
    language sql stable as $$
      with notes as (
        select coalesce(n."group"::text, n.id::text) as act, n.happened_on, n.beneficiary_id,
          min(n.happened_on) over (partition by coalesce(n."group"::text, n.id::text)) as day,
          coalesce(n.minutes, a.minutes)::integer as minutes
        from beneficiaries_casenote n
        left join beneficiaries_appointment a on a.note_id = n.id and a.state = 'HELD'
        where n.author_id = writer and n.agency_id = of_agency and n.kind <> 'HAND_OVER'
          and (n.happened_on >= since and n.happened_on < until
            or n."group" in (select o."group" from beneficiaries_casenote o
              where o.author_id = writer and o.agency_id = of_agency
                and o.happened_on >= since and o.happened_on < until))
      ), parts as (
        select n.act, n.day, max(n.minutes) as minutes, p.project_id
        from notes n
        left join projects_participation p on p.beneficiary_id = n.beneficiary_id
          and p.agency_id = of_agency and p.entry_on <= n.happened_on
          and (p.exit_on is null or p.exit_on >= n.happened_on)
          and exists (select 1 from projects_project j where j.id = p.project_id
            and n.happened_on between j.starts_on and j.ends_on)
        where n.minutes is not null and n.day >= since and n.day < until
        group by n.act, n.day, p.project_id
      ), counted as (
        select t.*, (count(t.project_id) over (partition by t.act))::integer as projects
        from parts t
      )
      select c.act, c.day, c.minutes, c.project_id, c.projects
      from counted c where c.project_id is not null or c.projects = 0
    $$
    """
)
# An accountant sees no note and no person of the diary, and must not. So the sum of a day is told
# here, of one's own staff alone, and who asks is looked at here: no name, no kind, no word, no
# number of a row leaves this function.
define(
    "diary_minutes(bigint,date,date)",
    f"""
    create or replace function diary_minutes(wanted bigint, since date, until date)
    returns table (member bigint, day date, minutes integer, between_projects integer)
    language sql stable security definer set search_path = public, pg_temp as $$
      select m.id, a.day,
        coalesce(sum(a.minutes) filter (where a.projects = 1), 0)::integer,
        coalesce(sum(a.minutes) filter (where a.projects > 1), 0)::integer
      from projects_staffmember m
      cross join lateral diary_acts(m.user_id, m.agency_id, since, until) a
      where {ROLE} = 'REPORTING_OFFICER' and m.agency_id = {AGENCY} and m.user_id is not null
        and a.project = wanted and a.day >= m.valid_from
        and (m.valid_to is null or a.day <= m.valid_to)
      group by m.id, a.day
    $$
    """,
    reads=(
        "projects_staffmember",
        "projects_participation",
        "projects_project",
        "beneficiaries_casenote",
        "beneficiaries_appointment",
    ),
    writes=(),
)
