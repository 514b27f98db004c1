using GroundTerminal.Commands;

return GroundTerminalCommand.Run(args);
