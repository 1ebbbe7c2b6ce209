// Numbers as bytes: seven bits a byte, the lowest first, the high bit set on all but the last.
export function varint(number) {
  if (!Number.isSafeInteger(number) || number < 0) {
    throw new Error(`not a natural number: ${number}`);
  }
  const bytes = [];
  let rest = number;
  while (rest > 127) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}

// Length and UTF-8.
export function text(value) {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([varint(bytes.length), bytes]);
}
