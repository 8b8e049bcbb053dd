import { column, sql } from '#engines/database';

const { bool, int, ints, text, texts } = column;

export const insertTexts = sql({
  name: 'search.insert_texts',
  params: { corpus: text, ids: texts, title_words: ints, all_words: ints, lexemes: texts },
  text: `
    insert into search.texts (corpus, id, title_words, all_words, lexemes)
    select :corpus, t.id, t.title_words, t.all_words, array_to_tsvector(string_to_array(t.lexemes, e'\\n'))
    from unnest(:ids, :title_words, :all_words, :lexemes) as t (id, title_words, all_words, lexemes)`,
});

export const deleteTexts = sql({
  name: 'search.delete_texts',
  params: { corpus: text, ids: texts },
  text: `
    with gone as (
      delete from search.texts where corpus = :corpus and id = any (:ids) returning lexemes
    ), fewer as (
      select substr(term, length(:corpus) + 2) as word, count(*)::int as texts
      from gone, unnest(tsvector_to_array(gone.lexemes)) as term
      where starts_with(term, :corpus || ':')
      group by 1
    )
    update search.words w set documents = w.documents - f.texts
    from fewer f where w.corpus = :corpus and w.word = f.word`,
});

/** In the order of the words, so that two writers wait for each other instead of standing crosswise. */
export const addWords = sql({
  name: 'search.add_words',
  params: { corpus: text, words: texts, counts: ints },
  row: { word: text, is_new: bool },
  text: `
    insert into search.words as w (corpus, word, documents)
    select :corpus, n.word, n.documents from unnest(:words, :counts) as n (word, documents) order by n.word
    on conflict (corpus, word) do update set documents = w.documents + excluded.documents
    returning w.word, w.xmax = 0 as is_new`,
});

export const insertSlips = sql({
  name: 'search.insert_slips',
  params: { corpus: text, forms: texts, words: texts },
  text: `
    insert into search.slips (corpus, form, word)
    select :corpus, n.form, n.word from unnest(:forms, :words) as n (form, word)
    on conflict do nothing`,
});

export const findIds = sql({
  name: 'search.find_ids',
  params: { corpus: text },
  row: { id: text },
  text: 'select id from search.texts where corpus = :corpus',
});

export const findWords = sql({
  name: 'search.find_words',
  params: { corpus: text, words: texts },
  row: { word: text, documents: int },
  text: `
    select word, documents from search.words
    where corpus = :corpus and word = any (:words) and documents > 0`,
});

export const findAlike = sql({
  name: 'search.find_alike',
  params: { corpus: text, forms: texts },
  row: { form: text, word: text, documents: int },
  text: `
    select s.form, s.word, w.documents
    from search.slips s join search.words w on w.corpus = s.corpus and w.word = s.word
    where s.corpus = :corpus and s.form = any (:forms) and w.documents > 0`,
});

/** `titles`: for each question, “1” when it asks of titles. */
export const findTexts = sql({
  name: 'search.find_texts',
  params: { corpus: text, tiers: texts, titles: texts, most: int },
  row: { id: text, tier: int },
  text: `
    select f.id, f.tier
    from search.first_texts(:corpus, :tiers, (select array_agg(t = '1' order by n) from unnest(:titles) with ordinality as x (t, n)), :most) f`,
});
