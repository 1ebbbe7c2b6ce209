// Says who it is and reads an object, by the AWS SDK for JavaScript v3 with nothing set.
const { GetObjectCommand, S3Client } = require("@aws-sdk/client-s3");
const { GetCallerIdentityCommand, STSClient } = require("@aws-sdk/client-sts");

(async () => {
  const identity = await new STSClient({}).send(new GetCallerIdentityCommand({}));
  console.log(identity.Arn);
  const object = await new S3Client({}).send(new GetObjectCommand({ Bucket: "company-reports", Key: "q3.txt" }));
  console.log(await object.Body.transformToString());
})();
