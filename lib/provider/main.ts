/** The executable `terraform-provider-dds`. */
import { serve } from '../terraform-plugin';
import { dds } from './provider';

serve(dds);
