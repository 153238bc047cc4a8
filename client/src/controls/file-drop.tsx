import { useEffect, useState } from 'react';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $dropContents } from '../editor/commands/drop.ts';
import { contentsOfFiles } from '../editor/commands/media-content.ts';
import type { MediaFiles } from '../editor/media-files.ts';
import { DropLine } from './drop-line.tsx';
import { type DropPlace, dropPlace } from './drop-place.ts';

interface FileDropProps {
  readonly binding: BlockBinding;
  readonly files: MediaFiles;
}

interface Hover extends DropPlace {
  /** How many files. */
  readonly count: number;
}

/** Takes files that are dragged from other programs onto the window, where the line shows. */
export function FileDrop({ binding, files }: FileDropProps) {
  const [hover, setHover] = useState<Hover>();
  useEffect(() => {
    const { editor } = binding;
    const look = ({ clientX: x, clientY: y, dataTransfer }: DragEvent): Hover | undefined => {
      const root = editor.getRootElement();
      const place =
        root && editor.isEditable() ? dropPlace(binding, root, { x, y, fromX: x }, []) : undefined;
      return place && { ...place, count: dataTransfer?.items.length ?? 1 };
    };
    const over = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      // Or the browser would leave the page and show the file instead.
      event.preventDefault();
      event.stopPropagation();
      const found = look(event);
      if (event.dataTransfer) event.dataTransfer.dropEffect = found ? 'copy' : 'none';
      setHover(found);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setHover(undefined);
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      const target = look(event)?.target;
      setHover(undefined);
      // Folders have neither a type nor bytes to send.
      const dropped = [...(event.dataTransfer?.items ?? [])].flatMap((item) =>
        item.webkitGetAsEntry()?.isDirectory === true ? [] : (item.getAsFile() ?? []),
      );
      if (!target || dropped.length === 0) return;
      void contentsOfFiles(files, dropped).then((contents) => {
        if (!editor.isEditable()) return;
        editor.update(() => $dropContents(binding, contents, target));
        editor.focus();
      });
    };
    const listening = new AbortController();
    const options = { capture: true, signal: listening.signal };
    addEventListener('dragover', over, options);
    addEventListener('dragleave', leave, options);
    addEventListener('drop', drop, options);
    return () => listening.abort();
  }, [binding, files]);
  return <DropLine place={hover} carried={hover?.count ?? 0} />;
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}
