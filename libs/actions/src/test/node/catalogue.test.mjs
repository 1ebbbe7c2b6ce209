import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { compact, sharedStart } from '../../main/node/catalogue.mjs';

const service = {
  prefix: 'x',
  name: 'Example',
  resourceControl: true,
  keys: [{ key: 'x:Kind', type: 'ArrayOfString' }],
  resourceTypes: [{ key: 'thing', arn: 'arn:${Partition}:x:::${Thing}', conditionKeys: [] }],
  actions: [
    { name: 'GetThings', accessLevel: 'List', resourceTypes: [], conditionKeys: ['x:Kind'] },
    { name: 'GetThing', accessLevel: 'Read', resourceTypes: [{ name: 'thing', required: true, conditionKeys: [] }], conditionKeys: [] },
  ],
  dependents: { getthing: ['iam:PassRole'] },
};
const data = { version: '1', globalKeys: [{ key: 'aws:A', type: 'Bool' }], foreignPrefixes: { 'b.com': ['sts'] }, services: [service] };

test('a service is kept whole', () => {
  const bytes = inflateRawSync(compact(data));
  for (const text of ['Example', 'x:Kind', 'thing', 'x:::${Thing}', 'GetThing', 'iam:PassRole', 'aws:A', 'b.com']) {
    assert.ok(bytes.includes(text), text);
  }
  assert.ok(!bytes.includes('GetThings'), 'a name that begins as the one before shares its start');
});

test('the shared start of two names ends where they differ', () => {
  assert.equal(sharedStart('', 'a'), 0);
  assert.equal(sharedStart('GetThing', 'GetThings'), 8);
  assert.equal(sharedStart('abc', 'abd'), 2);
});

test('data of an unknown form stop the build', () => {
  const changed = (change) => ({ ...data, services: [{ ...service, ...change }] });
  const action = service.actions[1];
  assert.throws(() => compact(changed({ actions: [{ ...action, accessLevel: 'Sometimes' }] })), /Sometimes/);
  assert.throws(() => compact(changed({ keys: [{ key: 'x:k', type: 'Colour' }] })), /Colour/);
  assert.throws(() => compact(changed({ resourceTypes: [] })), /thing/);
});

test('a key without a type of its own has that of the global key', () => {
  const at = (text) => inflateRawSync(compact(text)).lastIndexOf('aws:A');
  const withKey = { ...data, services: [{ ...service, actions: [{ ...service.actions[0], conditionKeys: ['aws:A'] }] }] };
  const bytes = inflateRawSync(compact(withKey));
  assert.equal(bytes[at(withKey) + 'aws:A'.length], 2);
});
