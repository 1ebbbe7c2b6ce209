# The article's story, and what else an account of its size has: every resource that Signet serves.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  s3_use_path_style = true
}

variable "image" {}
variable "ssh_key" {}
variable "certificate" {}
variable "certificate_key" {}
variable "code" {}

data "aws_caller_identity" "me" {}
data "aws_partition" "here" {}

data "aws_iam_policy_document" "ec2_trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "lambda_trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

# --- the account

resource "aws_iam_account_alias" "team" {
  account_alias = "signet-terraform"
}

resource "aws_iam_account_password_policy" "strict" {
  minimum_password_length        = 14
  require_lowercase_characters   = true
  require_numbers                = true
  require_uppercase_characters   = true
  require_symbols                = true
  allow_users_to_change_password = true
  max_password_age               = 90
  password_reuse_prevention      = 5
}

# --- the role that instances get, and its limits

resource "aws_iam_policy" "boundary" {
  name        = "boundary"
  path        = "/limits/"
  description = "Nothing beyond S3 and EC2"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:*", "ec2:*", "iam:PassRole"], Resource = "*" }]
  })
  tags = { purpose = "limit" }
}

resource "aws_iam_role" "s3_access" {
  name                 = "S3Access"
  assume_role_policy   = data.aws_iam_policy_document.ec2_trust.json
  permissions_boundary = aws_iam_policy.boundary.arn
  max_session_duration = 7200
  description          = "What the application may do"
  tags                 = { application = "reports" }
}

resource "aws_iam_role_policy_attachment" "read_s3" {
  role       = aws_iam_role.s3_access.name
  policy_arn = "arn:${data.aws_partition.here.partition}:iam::aws:policy/AmazonS3ReadOnlyAccess"
}

resource "aws_iam_role_policy" "write_reports" {
  name = "write-reports"
  role = aws_iam_role.s3_access.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "${aws_s3_bucket.reports.arn}/*" }]
  })
}

resource "aws_iam_instance_profile" "s3_access" {
  name = "S3Access"
  role = aws_iam_role.s3_access.name
}

# --- who may hand it over

resource "aws_iam_group" "developers" {
  name = "developers"
  path = "/teams/"
}

resource "aws_iam_policy" "launch" {
  name = "launch"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ec2:*", Resource = "*" },
      {
        Effect    = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.s3_access.arn,
        Condition = { StringEquals = { "iam:PassedToService" = "ec2.amazonaws.com" } }
      },
    ]
  })
}

resource "aws_iam_group_policy_attachment" "launch" {
  group      = aws_iam_group.developers.name
  policy_arn = aws_iam_policy.launch.arn
}

resource "aws_iam_group_policy" "look" {
  name  = "look"
  group = aws_iam_group.developers.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["iam:Get*", "iam:List*"], Resource = "*" }]
  })
}

resource "aws_iam_user" "developer" {
  for_each = toset(["ann", "bob"])
  name     = each.key
  path     = "/people/"
  tags     = { team = "reports" }
}

resource "aws_iam_group_membership" "developers" {
  name  = "developers"
  group = aws_iam_group.developers.name
  users = [for user in aws_iam_user.developer : user.name]
}

resource "aws_iam_user" "robot" {
  name                 = "robot"
  permissions_boundary = aws_iam_policy.boundary.arn
  force_destroy        = true
}

resource "aws_iam_user_policy" "robot" {
  name = "read"
  user = aws_iam_user.robot.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.reports.arn}/*" }]
  })
}

resource "aws_iam_user_policy_attachment" "robot" {
  user       = aws_iam_user.robot.name
  policy_arn = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"
}

resource "aws_iam_group" "robots" {
  name = "robots"
}

resource "aws_iam_user_group_membership" "robot" {
  user   = aws_iam_user.robot.name
  groups = [aws_iam_group.robots.name]
}

# --- credentials

resource "aws_iam_access_key" "robot" {
  user = aws_iam_user.robot.name
}

resource "aws_iam_user_login_profile" "ann" {
  user                    = aws_iam_user.developer["ann"].name
  password_reset_required = true
  password_length         = 20
  depends_on              = [aws_iam_account_password_policy.strict]
}

resource "aws_iam_virtual_mfa_device" "ann" {
  virtual_mfa_device_name = "ann"
  path                    = "/people/"
}

resource "aws_iam_user_ssh_key" "bob" {
  username   = aws_iam_user.developer["bob"].name
  encoding   = "SSH"
  public_key = var.ssh_key
}

resource "aws_iam_server_certificate" "web" {
  name             = "web"
  certificate_body = trimspace(var.certificate)
  private_key      = var.certificate_key
}

resource "aws_iam_service_linked_role" "autoscaling" {
  aws_service_name = "autoscaling.amazonaws.com"
}

# --- the bucket

resource "aws_s3_bucket" "reports" {
  bucket        = "signet-terraform-reports"
  force_destroy = true
  tags          = { application = "reports" }
}

resource "aws_s3_bucket_public_access_block" "reports" {
  bucket                  = aws_s3_bucket.reports.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "reports" {
  bucket = aws_s3_bucket.reports.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "RobotReads"
      Effect    = "Allow"
      Principal = { AWS = aws_iam_user.robot.arn }
      Action    = "s3:GetObject"
      Resource  = "${aws_s3_bucket.reports.arn}/*"
    }]
  })
  depends_on = [aws_s3_bucket_public_access_block.reports]
}

resource "aws_s3_object" "first" {
  bucket  = aws_s3_bucket.reports.id
  key     = "2026/first.txt"
  content = "the first report"
}

# --- the instance

resource "aws_security_group" "web" {
  name        = "web"
  description = "HTTPS from anywhere"
  tags        = { Name = "web" }
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.web.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "all" {
  security_group_id = aws_security_group.web.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_key_pair" "bob" {
  key_name   = "bob"
  public_key = var.ssh_key
}

resource "aws_launch_template" "web" {
  name          = "web"
  image_id      = var.image
  instance_type = "t3.micro"
  iam_instance_profile {
    arn = aws_iam_instance_profile.s3_access.arn
  }
  metadata_options {
    http_tokens = "required"
  }
  vpc_security_group_ids = [aws_security_group.web.id]
}

resource "aws_instance" "web" {
  ami                    = var.image
  instance_type          = "t3.micro"
  iam_instance_profile   = aws_iam_instance_profile.s3_access.name
  key_name               = aws_key_pair.bob.key_name
  vpc_security_group_ids = [aws_security_group.web.id]
  tags                   = { Name = "web" }
  metadata_options {
    http_tokens = "required"
  }
}

# --- the function

resource "aws_iam_role" "function" {
  name               = "function"
  assume_role_policy = data.aws_iam_policy_document.lambda_trust.json
}

resource "aws_lambda_function" "report" {
  function_name    = "report"
  role             = aws_iam_role.function.arn
  runtime          = "python3.11"
  handler          = "report.handle"
  filename         = var.code
  source_code_hash = filebase64sha256(var.code)
}

resource "aws_lambda_permission" "bucket" {
  statement_id   = "AllowTheBucket"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.report.function_name
  principal      = "s3.amazonaws.com"
  source_arn     = aws_s3_bucket.reports.arn
  source_account = data.aws_caller_identity.me.account_id
}

output "instance" {
  value = aws_instance.web.id
}

output "robot" {
  value = aws_iam_access_key.robot.id
}

output "robot_secret" {
  value     = aws_iam_access_key.robot.secret
  sensitive = true
}
