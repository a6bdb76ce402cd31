import { createContext, use } from 'react';
import { type Client, createClient } from './client';

/** The API on the page's own origin. */
export const ClientContext = createContext<Client>(createClient((path, init) => fetch(path, init)));

/** The client that the page was given. */
export const useClient = (): Client => use(ClientContext);
