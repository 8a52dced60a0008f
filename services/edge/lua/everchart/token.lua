--- Bearer tokens, by the rules of the services' own check (libs/platform, TokenVerifier): the edge is a wall more, and
--- must not refuse what they take.
local cjson = require 'cjson.safe'
local lrucache = require 'resty.lrucache'
local keys = require 'everchart.keys'
local shared = require 'everchart.shared'

local M = {}

local kept = assert(lrucache.new(5000))
local kept_seconds = 300
local algorithms = { EdDSA = true, ES256 = true, RS256 = true, PS256 = true }

local function names_audience(aud, audience)
  if type(aud) ~= 'table' then return aud == audience end
  for _, each in ipairs(aud) do if each == audience then return true end end
  return false
end

local function decoded(part)
  local bytes = keys.base64url(part)
  local value = bytes and cjson.decode(bytes)
  if type(value) == 'table' then return value end
end

local function claims_fault(claims)
  local settings = shared.settings
  local now = ngx.time()
  if claims.iss ~= settings.issuer or not names_audience(claims.aud, settings.audience) then return 'token' end
  if type(claims.exp) ~= 'number' or claims.exp <= now - settings.clockLeewaySeconds then return 'token-expired' end
  if claims.nbf ~= nil and (type(claims.nbf) ~= 'number' or claims.nbf > now + settings.clockLeewaySeconds) then return 'token' end
  if type(claims.sub) ~= 'string' or #claims.sub > 255 or not claims.sub:find('^[\33-\126]+$') then return 'token' end
  if type(claims.org) ~= 'string' or #claims.org > 63 or not claims.org:find('^[a-z0-9][a-z0-9-]*$') then return 'token' end
end

--- @return claims {sub, org}, or nil with the code of a problem and why
function M.verify(authorization)
  local token = authorization and authorization:match('^[Bb][Ee][Aa][Rr][Ee][Rr] ([%w_-]+%.[%w_-]+%.[%w_-]+)$')
  if not token then return nil, 'not-authenticated', 'token-missing' end
  local caller = kept:get(token)
  if caller and caller.expires_at > ngx.time() then return caller end

  local head, body, tail = token:match('^([^.]+)%.([^.]+)%.([^.]+)$')
  local header, claims, signature = decoded(head), decoded(body), keys.base64url(tail)
  if not (header and claims and signature) or not algorithms[header.alg] or header.crit ~= nil then
    return nil, 'not-authenticated', 'token'
  end
  local signed = head .. '.' .. body
  local verdict = keys.check(header, signed, signature)
  if verdict == 'unknown' then
    if keys.refresh_for_unknown() then
      verdict = keys.check(header, signed, signature)
    elseif not keys.are_known() then
      return nil, 'identity-provider-unreachable', 'keys'
    else
      return nil, 'token-key-unknown', 'keys'
    end
  end
  if verdict ~= 'valid' then return nil, 'not-authenticated', 'token' end
  local why = claims_fault(claims)
  if why then return nil, 'not-authenticated', why end
  caller = { sub = claims.sub, org = claims.org, expires_at = claims.exp + shared.settings.clockLeewaySeconds }
  kept:set(token, caller, kept_seconds)
  return caller
end

return M
