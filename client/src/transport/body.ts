import { concat } from '@weft/shared/codec/bytes';

/** The whole body; `heard` is called for its headers and for each piece of it. */
export async function readBody(response: Response, heard: () => void): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const reader = response.body?.getReader();
  for (;;) {
    heard();
    const piece = await reader?.read();
    if (!piece || piece.done) return concat(pieces);
    pieces.push(piece.value);
  }
}
