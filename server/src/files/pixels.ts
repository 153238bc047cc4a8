/** Pixels of an image as it is shown. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
}
