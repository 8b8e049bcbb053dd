-- What was searched for, by folded question and day: no person, no address, no session. `opened` says how often an
-- answer was opened from the list, so that what was left without a look can be told.
create table procedures.searches (
  day date not null,
  question text not null check (length(question) between 1 and 80),
  asked int not null default 0,
  -- How often there was no answer at all.
  unanswered int not null default 0,
  opened int not null default 0,
  primary key (day, question)
);
