/** `.internal` can never be registered, so nobody can publish another provider under this address. */
export const source = 'terraform.internal/huaweicloud/dds';
