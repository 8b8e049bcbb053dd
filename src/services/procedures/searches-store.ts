import { column, sql } from '#engines/database';

const { date, int, text } = column;

/** A new question is taken in only while the day has room. */
export const countSearch = sql({
  name: 'procedures.count_search',
  params: { day: date, question: text, unanswered: int, most: int },
  text: `
    insert into procedures.searches as s (day, question, asked, unanswered)
    select :day, :question, 1, :unanswered
    where exists (select from procedures.searches where day = :day and question = :question)
       or (select count(*) from procedures.searches where day = :day) < :most
    on conflict (day, question) do update
      set asked = s.asked + 1, unanswered = s.unanswered + excluded.unanswered`,
});

/** Never more often opened than asked: a page that is loaded again says nothing new. */
export const countOpened = sql({
  name: 'procedures.count_opened',
  params: { day: date, question: text },
  text: `
    update procedures.searches set opened = opened + 1
    where day = :day and question = :question and opened < asked - unanswered`,
});

/** What was asked without an answer, or whose answers nobody opened, most often first. */
export const findInVain = sql({
  name: 'procedures.find_in_vain',
  params: { since: date, rows: int, skip: int },
  row: { question: text, asked: int, unanswered: int, unopened: int, last_day: date, total: int },
  text: `
    select question, sum(asked)::int as asked, sum(unanswered)::int as unanswered,
           sum(asked - unanswered - opened)::int as unopened, max(day) as last_day,
           (count(*) over ())::int as total
    from procedures.searches
    where day >= :since
    group by question
    having sum(asked - opened) > 0
    order by sum(asked - opened) desc, question
    limit :rows offset :skip`,
});

export const findDaysOf = sql({
  name: 'procedures.find_days_of_search',
  params: { question: text, since: date },
  row: { day: date, asked: int, unanswered: int, opened: int },
  text: `
    select day, asked, unanswered, opened from procedures.searches
    where question = :question and day >= :since order by day desc`,
});

export const deleteSearchesBefore = sql({
  name: 'procedures.delete_searches_before',
  params: { day: date },
  text: 'delete from procedures.searches where day < :day',
});
