# What is made and used at once: on AWS the provider meets changes that are not in force yet, and asks again.

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

resource "aws_iam_user" "ann" {
  name = "ann"
}

resource "aws_iam_role" "application" {
  name = "application"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = ["ec2.amazonaws.com", "lambda.amazonaws.com"] } },
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = aws_iam_user.ann.arn } },
    ]
  })
}

resource "aws_iam_instance_profile" "application" {
  name = "application"
  role = aws_iam_role.application.name
}

resource "aws_instance" "application" {
  ami                  = var.image
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.application.name
}

resource "aws_lambda_function" "application" {
  function_name = "application"
  role          = aws_iam_role.application.arn
  runtime       = "python3.11"
  handler       = "report.handle"
  filename      = var.code
}

resource "aws_s3_bucket" "application" {
  bucket = "signet-terraform-application"
}

resource "aws_s3_bucket_policy" "application" {
  bucket = aws_s3_bucket.application.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = aws_iam_role.application.arn }
      Action    = "s3:GetObject"
      Resource  = "${aws_s3_bucket.application.arn}/*"
    }]
  })
}

output "instance" {
  value = aws_instance.application.id
}
