import { encodedSchemas } from '../terraform-plugin';
import { dds } from './provider';

/** What the first process of a plan is asked for. A build puts the bytes themselves in place of this module. */
export const schemas = (): Promise<Uint8Array> => encodedSchemas(dds);
