import assert from 'node:assert/strict';
import { test } from 'node:test';
import { varint } from '../../main/node/bytes.mjs';
import { editScript } from '../../main/node/edits.mjs';
import { compact, createdOf } from '../../main/node/policies.mjs';

const policy = { arn: 'arn:aws:iam::aws:policy/P', latestVersionId: 'v3', createdDate: '2015-02-06T18:39:46.000Z', lastUpdatedDate: '2026-02-12T17:59:14.000Z' };

test('numbers take seven bits a byte', () => {
  assert.deepEqual([...varint(0)], [0]);
  assert.deepEqual([...varint(127)], [127]);
  assert.deepEqual([...varint(300)], [0xac, 0x02]);
  assert.throws(() => varint(-1));
  assert.throws(() => varint(0.5));
});

test('an edit script makes the text again', () => {
  let seed = 1;
  const random = (bound) => (seed = (seed * 48271) % 2147483647) % bound;
  const make = () => Array.from({ length: random(40) }, () => ['a', 'bé', '"s3:Get*"', '', '{x'][random(5)]).join(',');
  for (let round = 0; round < 500; round += 1) {
    const from = make();
    const to = make();
    assert.equal(apply(from, editScript(from, to)), to, `${from} to ${to}`);
  }
});

test('the newest version was made when the policy was updated', () => {
  const version = { id: 'v3', number: 3, createdDate: policy.createdDate };
  assert.equal(createdOf(version, policy), Date.parse(policy.lastUpdatedDate) / 1000);
});

test("a later version with the policy's own creation date has no known date", () => {
  assert.equal(createdOf({ id: 'v2', number: 2, createdDate: policy.createdDate }, policy), 0);
  assert.equal(createdOf({ id: 'v1', number: 1, createdDate: policy.createdDate }, policy), 1423247986);
});

test('data of an unknown form stop the build', () => {
  const version = { createdDate: policy.createdDate, document: {} };
  assert.throws(() => compact({ P: { ...policy, arn: 'arn:aws-cn:iam::aws:policy/P', versions: { v3: version } } }));
  assert.throws(() => compact({ P: { ...policy, versions: { v2: version } } }));
  assert.throws(() => compact({ P: { ...policy, lastUpdatedDate: 'soon', versions: { v3: version } } }));
  assert.throws(() => compact({ P: { ...policy, versions: { draft: version } } }));
});

function apply(from, script) {
  const source = Buffer.from(from);
  const parts = [];
  let at = 0;
  const number = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = script[at++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < script.length) {
    const start = number();
    parts.push(source.subarray(start, start + number()));
    const length = number();
    parts.push(script.subarray(at, at + length));
    at += length;
  }
  return Buffer.concat(parts).toString();
}
