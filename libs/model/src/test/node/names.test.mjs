import assert from 'node:assert/strict';
import { test } from 'node:test';
import { componentName, constantName, literal, typeName } from '../../main/node/names.mjs';

test('a component is the member with its leading capitals lowered', () => {
  assert.equal(componentName('RoleName'), 'roleName');
  assert.equal(componentName('ETag'), 'eTag');
  assert.equal(componentName('SSEKMSKeyId'), 'ssekmsKeyId');
  assert.equal(componentName('ACL'), 'acl');
  assert.equal(componentName('tagSet'), 'tagSet');
});

test('a Java keyword gets a suffix', () => {
  assert.equal(componentName('Return'), 'returnValue');
  assert.equal(componentName('Default'), 'defaultValue');
});

test('types that Java has in every file are renamed', () => {
  assert.equal(typeName('_Object'), 'S3Object');
  assert.equal(typeName('Error'), 'S3Error');
  assert.equal(typeName('Role'), 'Role');
});

test('constants are in upper snake case', () => {
  assert.equal(constantName('CreateRole'), 'CREATE_ROLE');
  assert.equal(constantName('ListObjectsV2'), 'LIST_OBJECTS_V2');
  assert.equal(constantName('DescribeIamInstanceProfileAssociations'), 'DESCRIBE_IAM_INSTANCE_PROFILE_ASSOCIATIONS');
});

test('literals escape what Java would read otherwise', () => {
  assert.equal(literal('[\\w"]'), '"[\\\\w\\"]"');
  assert.equal(literal('\\u0020'), '"\\\\u0020"');
});
