const longest = 2000;

/**
 * A photo of a paper at a size that is still read well: at most 2000 px, upright, JPEG. What the phone cannot
 * draw (PDF, HEIC on most) goes as it is, and the server says what it thinks of it.
 */
export async function shrink(file: Blob): Promise<Blob> {
  if (!file.type.startsWith('image/')) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const small = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.8));
    return small && small.size < file.size ? small : file;
  } catch {
    return file;
  }
}
