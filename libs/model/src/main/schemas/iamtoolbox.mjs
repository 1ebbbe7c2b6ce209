// IAM Toolbox (Access Troubleshooter, a preview), version 2018-05-10, whose package npm does not serve yet: written by hand from
// Amazon's API reference (docs.aws.amazon.com/iam-toolbox/latest/APIReference), in the form of the schemas in Amazon's packages.
// Uncertain is one name: how the member is called that holds the policy in GetRequestAuthorizationPolicy's answer. The reference
// says of it that it is a document; `policyDocument` is what Amazon's other services call one.
const NAMESPACE = 'com.amazonaws.iamtoolbox';
const TEXT = 0;
const BOOLEAN = 2;
const DOCUMENT = 15;
const TEXT_TO_DOCUMENT = 128 | DOCUMENT;
const ID = [TEXT, { httpLabel: 1 }];

const list = (name, element) => [1, NAMESPACE, name, 0, [element, 0]];
const structure = (name, required, members) => [3, NAMESPACE, name, 0, Object.keys(members), Object.values(members), required];
const error = (name, kind, status) => [-3, NAMESPACE, name, { error: kind, httpError: status }, ['message'], [TEXT], 1];
const operation = (name, path, input, output) => [9, NAMESPACE, name, { http: ['GET', path, 200] }, () => input, () => output];

const attachedTo = structure('AttachedTo', 0, { arn: TEXT });
const matchedStatement = structure('MatchedStatement', 0, { sid: TEXT, evaluatedEffect: TEXT });
const matchedPolicy = structure('MatchedPolicy', 1, {
  uri: TEXT,
  matchedStatements: () => list('MatchedStatementList', () => matchedStatement),
});
const evaluation = structure('Evaluation', 2, {
  action: TEXT,
  resource: TEXT,
  context: TEXT_TO_DOCUMENT,
  evaluatedEffect: TEXT,
  matchedPolicies: () => list('MatchedPolicyList', () => matchedPolicy),
});
const policyInfo = structure('PolicyInfo', 0, {
  type: TEXT,
  inline: BOOLEAN,
  uri: TEXT,
  attachedTo: () => list('AttachedToList', () => attachedTo),
});
const detailsInput = structure('GetRequestAuthorizationDetailsInput', 1, {
  authorizationId: ID,
  nextToken: [TEXT, { httpQuery: 'nextToken' }],
});
const detailsOutput = structure('GetRequestAuthorizationDetailsOutput', 3, {
  requestContext: TEXT_TO_DOCUMENT,
  evaluations: () => list('Evaluations', () => evaluation),
  policies: () => list('PolicyInfoList', () => policyInfo),
  nextToken: TEXT,
});
const policyInput = structure('GetRequestAuthorizationPolicyInput', 2, {
  authorizationId: ID,
  policyUri: [TEXT, { httpQuery: 'policyUri' }],
});
const policyOutput = structure('GetRequestAuthorizationPolicyOutput', 1, { policyDocument: DOCUMENT });

export const GetRequestAuthorizationDetails$ = operation(
  'GetRequestAuthorizationDetails', '/authorization-details/{authorizationId}', detailsInput, detailsOutput);
export const GetRequestAuthorizationPolicy$ = operation(
  'GetRequestAuthorizationPolicy', '/authorization-details/{authorizationId}/policy', policyInput, policyOutput);
export const AccessDeniedException$ = error('AccessDeniedException', 'client', 403);
export const InternalServerException$ = error('InternalServerException', 'server', 500);
export const ResourceNotFoundException$ = error('ResourceNotFoundException', 'client', 404);
export const ValidationException$ = error('ValidationException', 'client', 400);
