-- Full-text search over corpora too large for memory. A text is held as what it can be found by and nothing else:
-- folded syllables and pairs of neighbours, since most Vietnamese words have two syllables. A lexeme begins with its
-- corpus and a sign: ':' stands anywhere, '=' in the title, '"' in the title with these marks; so one index serves
-- every corpus and needs no second look at the row (weights and phrases of a tsvector do).
create table search.texts (
  corpus text not null check (corpus ~ '^[a-z]{1,12}$'),
  id text not null,
  title_words smallint not null,
  all_words smallint not null,
  lexemes tsvector not null,
  primary key (corpus, id)
) with (toast_tuple_target = 128);
-- Out of line: what is read to rank is a narrow table, a tenth of the pages.
alter table search.texts alter column lexemes set storage external;
create index texts_lexemes on search.texts using gin (lexemes) with (fastupdate = off);

-- Which syllables and pairs there are, and in how many texts.
create table search.words (
  corpus text not null,
  word text not null,
  documents int not null,
  primary key (corpus, word)
);

-- Each syllable under itself with one letter left out, and under its sound: whatever is one slip away shares a form.
create table search.slips (
  corpus text not null,
  form text not null,
  word text not null,
  primary key (corpus, form, word)
);

-- The first texts of a list of questions, strictest first: each is asked only while there are too few. Within one,
-- the shortest title is the closest, then the shortest text. Nothing is capped before it is ordered.
create function search.first_texts(of_corpus text, tiers text[], in_title boolean[], most int)
  returns table (id text, tier int)
  language plpgsql stable
  set plan_cache_mode = force_generic_plan
  set search_path = pg_catalog
  as $$
declare
  seen text[] := '{}';
  fresh text[];
begin
  for t in 1 .. cardinality(tiers) loop
    select array_agg(x.id order by x.place) into fresh from (
      select s.id, row_number() over (order by case when in_title[t] then s.title_words else 0 end, s.all_words, s.id) as place
      from search.texts s
      where s.corpus = of_corpus and s.lexemes @@ tiers[t]::tsquery and s.id <> all (seen)
      order by case when in_title[t] then s.title_words else 0 end, s.all_words, s.id
      limit most - cardinality(seen)
    ) x;
    if fresh is not null then
      return query select f, t from unnest(fresh) as f;
      seen := seen || fresh;
    end if;
    exit when cardinality(seen) >= most;
  end loop;
end
$$;
