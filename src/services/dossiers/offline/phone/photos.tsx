import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Answers } from '#engines/forms';
import { missingPapers, papersAsked } from '../../draft.ts';
import { shrink } from '../../islands/shrink.ts';
import { drop, holder, put } from './box.ts';
import { Act, Label, Note } from './pieces.tsx';
import { words } from './words.ts';
import { filledOf, type Going } from './writing.ts';

/** Photos of papers, made smaller at once and kept sealed until there is network. */
export function PapersScreen(props: Going): VNode {
  const { item, questions } = props;
  const [error, say] = useState<string>();
  const answers = item.handed.answers as Answers;
  const add = async (paper: string, files: FileList | null) => {
    const by = await holder();
    if (!by) return;
    const photos = [...item.photos];
    for (const file of Array.from(files ?? [])) {
      const id = crypto.randomUUID();
      await put(by, `photo/${id}`, await shrink(file));
      photos.push({ id, paper, name: file.name || 'anh.jpg', upload: null, file: null });
    }
    props.save({ ...item, photos });
  };
  const remove = async (id: string) => {
    const by = await holder();
    if (by) await drop(by, `photo/${id}`);
    props.save({ ...item, photos: item.photos.filter((photo) => photo.id !== id) });
  };
  const onward = () => {
    const [missing] = missingPapers(questions, filledOf(item));
    if (missing)
      return say(words.paperMissing(questions.papers.find(({ id }) => id === missing)?.name ?? ''));
    props.go(item);
  };
  return (
    <>
      <h1>{words.papersTitle}</h1>
      <p>{words.papersHelp}</p>
      {error && <Note tone="warning" title={error} />}
      {papersAsked(questions, answers).map((paper) => {
        const own = item.photos.filter((photo) => photo.paper === paper.id);
        const count = own.length + item.stored.filter((id) => id === paper.id).length;
        return (
          <section class="paper stack" key={paper.id}>
            <h2>{paper.name}</h2>
            {paper.help && <p>{paper.help}</p>}
            <p>
              <Label colour={count > 0 ? 'green' : paper.required ? 'amber' : 'grey'}>
                {count === 0 && paper.required ? words.required : words.photos(count)}
              </Label>
            </p>
            {own.map((photo) => (
              <p key={photo.id}>
                {photo.name}{' '}
                <Act look="plain" act={() => void remove(photo.id)}>
                  {words.dropPhoto}
                </Act>
              </p>
            ))}
            <label class="label" for={`p-${paper.id}`}>
              {words.addPhoto}
            </label>
            <input
              id={`p-${paper.id}`}
              type="file"
              accept="image/*,application/pdf"
              multiple
              onChange={(event) => void add(paper.id, event.currentTarget.files)}
            />
          </section>
        );
      })}
      <Act act={onward}>{words.next}</Act>
    </>
  );
}
