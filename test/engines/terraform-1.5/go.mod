module engines/terraform-1.5

go 1.21

tool github.com/hashicorp/terraform

require github.com/hashicorp/terraform v1.5.7
