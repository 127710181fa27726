namespace IdentityEngine.Events;

public enum EventTypes
{
    Success = 1,
    Failure = 2,
    Information = 3,
    Error = 4,
}
