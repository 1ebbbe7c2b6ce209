import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseShape, parseTsv } from '../../main/node/facts.mjs';
import { constraints, javaType, memberCode, recordSource, shapeCode } from '../../main/node/java.mjs';
import { ModelReader, unwrap } from '../../main/node/model.mjs';
import { generateService } from '../../main/node/generate.mjs';
import { bindingCode } from '../../main/node/tables.mjs';

const NO_FACTS = { operations: new Map(), shapes: new Map(), errors: [], members: new Map(), numbers: new Map() };
const tag = [3, 'ns', 'Tag', 0, ['Key', 'Value'], [0, 0], 2];
const tags = [1, 'ns', 'tags', 0, [() => tag, { xmlName: 'item' }]];
const put = [3, 'ns', 'PutThingRequest', 0, ['Bucket', 'Size', 'Tags'], [[0, 1], [1, { httpQuery: 'size' }], () => tags], 1];
const operation = [9, 'ns', 'PutThing', { http: ['PUT', '/?thing&x-id=PutThing', 204] }, () => put, () => '__Unit'];

function reader(facts = {}) {
  return new ModelReader('s3', { PutThing$: operation }, { ...NO_FACTS, ...facts });
}

test('a tab-separated file becomes rows by name, with empty cells', () => {
  assert.deepEqual(parseTsv('a\tb\n1\t\n'), [{ a: '1', b: '' }]);
});

test('a shape row keeps what is absent apart from what is empty', () => {
  const shape = parseShape({ type: 'string', min: '0', max: '', pattern: '', enum: 'A|B', member: '' });
  assert.deepEqual(shape, { type: 'string', min: 0, max: null, pattern: null, enum: ['A', 'B'], member: null });
});

test('traits of a member are collected through references', () => {
  assert.deepEqual(unwrap([() => tags, { xmlName: 'x' }]).traits, { xmlName: 'x' });
  assert.deepEqual(unwrap([0, 1]).traits, { httpLabel: 1 });
  assert.deepEqual(unwrap([0, 17]).traits, { httpLabel: 1, httpPayload: 1 });
});

test('inputs are named after their operation and outputs of nothing are absent', () => {
  const { input, output } = reader().operation('PutThing');
  assert.equal(input.javaName, 'PutThingInput');
  assert.equal(output, null);
});

test('required members, list element names and bindings come from the schema', () => {
  const [bucket, size, list] = reader().operation('PutThing').input.members;
  assert.equal(bucket.required, true);
  assert.equal(size.required, false);
  assert.equal(size.traits.httpQuery, 'size');
  assert.equal(list.shape.elementName, 'item');
  assert.equal(list.shape.element.structure.javaName, 'Tag');
});

test('numbers are integers unless the facts say otherwise', () => {
  assert.equal(reader().operation('PutThing').input.members[1].shape.kind, 'integer');
  const numbers = new Map([['PutThingRequest.Size', 'long']]);
  assert.equal(reader({ numbers }).operation('PutThing').input.members[1].shape.kind, 'long');
});

test('an operation newer than the facts is bound by its own path, without x-id', () => {
  const code = bindingCode(reader().operation('PutThing'));
  assert.match(code, /"PutThing", "PUT", OperationBinding\.Level\.BUCKET, List\.of\("thing"\), List\.of\(\), List\.of\("size"\)/);
});

test('an operation has its path with its labels, and S3 alone a bucket before it', () => {
  const list = [9, 'ns', 'ListThings', { http: ['GET', '/things/{Name}/all?x-id=ListThings'] }, () => put, () => '__Unit'];
  const lambda = new ModelReader('lambda', { ListThings$: list }, NO_FACTS);
  assert.match(bindingCode(lambda.operation('ListThings')), /, "\/things\/\{Name\}\/all"\)$/);
});

test('a member that is the status of the answer is bound to it', () => {
  const answer = [3, 'ns', 'Answer', 0, ['StatusCode'], [[1, 32]]];
  const get = [9, 'ns', 'GetThing', { http: ['GET', '/x'] }, () => put, () => answer];
  const [status] = new ModelReader('lambda', { GetThing$: get }, NO_FACTS).operation('GetThing').output.members;
  assert.match(memberCode(status), /boundTo\(HttpBinding\.STATUS, "StatusCode"\)/);
});

test('an unknown operation stops the build', () => {
  assert.throws(() => reader().operation('Nothing'), /s3 has no operation Nothing/);
});

test('optional members are nullable, arrays at their brackets', () => {
  assert.equal(javaType({ kind: 'string' }, true), '@Nullable String');
  assert.equal(javaType({ kind: 'blob' }, true), 'byte @Nullable []');
  assert.equal(javaType({ kind: 'list', element: { kind: 'long' } }, false), 'List<Long>');
});

test('constraints are written only where there are some', () => {
  assert.equal(constraints({ min: null, max: null, pattern: null, enum: [] }), 'Constraints.NONE');
  assert.equal(constraints({ min: 1, max: null, pattern: '\\w+', enum: ['A'] }), 'Constraints.of(1L, null, "\\\\w+", "A")');
});

test('a member carries its wire names', () => {
  const member = { name: 'Groups', required: false, shape: { kind: 'boolean' }, traits: { xmlName: 'groupSet', ec2QueryName: 'Group' } };
  assert.equal(memberCode(member), 'new MemberSchema("Groups", Shape.BOOLEAN, false).withXmlName("groupSet").withEc2QueryName("Group")');
});

test('a value of any JSON is a document, alone and in a map', () => {
  const page = [3, 'ns', 'PutThingRequest', 0, ['Any', 'Many'], [15, 128 | 15], 0];
  const put = [9, 'ns', 'PutThing', { http: ['PUT', '/thing'] }, () => page, () => '__Unit'];
  const [any, many] = new ModelReader('lambda', { PutThing$: put }, NO_FACTS).operation('PutThing').input.members;
  assert.equal(javaType(any.shape, true), '@Nullable Document');
  assert.equal(shapeCode(many.shape), 'new Shape.MapOf(Shape.DOCUMENT, "key", "value")');
});

test('a service may be called otherwise than its package, sign as another, and have its operations named by a target', () => {
  const page = [3, 'ns', 'PutThingRequest', 0, [], [], 0];
  const put = [9, 'ns', 'PutThing', 0, () => page, () => '__Unit'];
  const settings = { protocol: 'AWS_JSON_1_1', version: '1', namespace: '', name: 'own-name', signingName: 'iam', target: 'T_1' };
  const files = generateService('lambda', { PutThing$: put }, NO_FACTS, ['PutThing'], settings);
  const table = files.get('LambdaOperations.java');
  assert.match(table, /"own-name",\s+Protocol.AWS_JSON_1_1,\s+"1",\s+"",\s+"iam",\s+"T_1",/);
  assert.match(table, /new OperationModel<>\("own-name", "PutThing"/);
});

test('an unknown kind of shape stops the build', () => {
  assert.throws(() => shapeCode({ kind: 'riddle', constraints: { min: null, max: null, pattern: null, enum: [] } }));
});

test('a structure of nothing still is a record', () => {
  const source = recordSource('p', { javaName: 'EmptyInput', awsName: 'Empty', members: [], traits: {} });
  assert.match(source, /public record EmptyInput\(\) \{/);
  assert.doesNotMatch(source, /switch/);
});
