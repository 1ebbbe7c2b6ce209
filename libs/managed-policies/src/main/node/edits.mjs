// How one text is made from another: steps of (offset, length to copy from the other; length, bytes to add), all varints.
import { varint } from './bytes.mjs';

const CANDIDATES = 16;

export function editScript(from, to) {
  const source = pieces(from);
  const target = pieces(to);
  const places = new Map();
  source.texts.forEach((piece, at) => places.set(piece, [...(places.get(piece) ?? []), at].slice(-CANDIDATES)));
  const steps = [];
  let added = [];
  let copied = [0, 0];
  const flush = () => {
    const bytes = Buffer.from(added.join(''), 'utf8');
    if (copied[1] > 0 || bytes.length > 0) {
      steps.push(varint(copied[0]), varint(copied[1]), varint(bytes.length), bytes);
    }
    added = [];
  };
  for (let at = 0; at < target.texts.length; ) {
    const [start, count] = longestRun(source.texts, places.get(target.texts[at]) ?? [], target.texts, at);
    if (count === 0) {
      added.push(target.texts[at]);
      at += 1;
    } else {
      flush();
      copied = [source.offsets[start], source.offsets[start + count] - source.offsets[start]];
      at += count;
    }
  }
  flush();
  return Buffer.concat(steps);
}

// The text cut after each comma: in a policy, about one action or resource each.
function pieces(whole) {
  const texts = whole.match(/[^,]*,|[^,]+$/g) ?? [];
  const offsets = [0];
  for (const piece of texts) {
    offsets.push(offsets.at(-1) + Buffer.byteLength(piece, 'utf8'));
  }
  return { texts, offsets };
}

function longestRun(source, starts, target, at) {
  let best = [0, 0];
  for (const start of starts) {
    let count = 0;
    while (start + count < source.length && at + count < target.length && source[start + count] === target[at + count]) {
      count += 1;
    }
    if (count > best[1]) {
      best = [start, count];
    }
  }
  return best;
}
